import { betaGeometric } from './beta-geometric.ts';

/**
 * MBG/NBD: as BG/NBD, but customers may stop after their first purchase too. Batislam, Denizel and Filiztekin (2007), Empirical
 * validation and comparison of models for customer base analysis, International Journal of Research in Marketing 24(3).
 */
export const mbgNbd = betaGeometric('MBG/NBD', 1, { r: 0.5, alpha: 0.5, a: 1, b: 2 });
