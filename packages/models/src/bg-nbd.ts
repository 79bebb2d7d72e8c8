import { betaGeometric } from './beta-geometric.ts';

/**
 * BG/NBD: customers buy at steady rates that vary over customers, and may stop after each repeat purchase. Somebody who bought
 * once can never have stopped: 1 − P(alive) is no churn risk. Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way,
 * Marketing Science 24(2).
 */
export const bgNbd = betaGeometric('BG/NBD', 0, { r: 0.5, alpha: 0.5, a: 1, b: 2 });
