import type { NotTaken } from '@regulars/contract/imports.ts';
import { Panel } from '../panel.tsx';
import { Reasons } from './reasons.tsx';
import { inOrder } from './row-sums.ts';

/** Values that stood in the way of nothing: their rows were taken without them. */
export function LeftOutPanel({ leftOut, lead }: { leftOut: NotTaken[]; lead: string }) {
  if (leftOut.length === 0) return null;
  return (
    <Panel title="Values left out" lead={lead}>
      <Reasons reasons={inOrder(leftOut)} unit="value" />
    </Panel>
  );
}
