import type { OrderInput, OrderStatusChange, RefundInput } from '@regulars/contract/activity.ts';
import type { Instant, Organization } from './world.ts';

/** Something that reaches us: a record as a source tells it, or an act of a person. */
export type Telling = RecordTelling | Act;

/** May arrive in any order and any number of times: the state that results is the same. */
export type RecordTelling =
  | { tells: 'order'; document: OrderInput }
  | { tells: 'status'; change: OrderStatusChange }
  | { tells: 'refund'; document: RefundInput };

/**
 * Done by a person, once, to what is there: merges and their undoing keep their order among each other; a void comes
 * after its record was first told. People are known by their e-mail address.
 */
export type Act =
  | { tells: 'merge'; from: string; into: string }
  | { tells: 'undo_merge'; from: string }
  | { tells: 'void'; of: 'order' | 'refund'; source: string; external_id: string };

export type History = {
  organization: Organization;
  /** E-mail addresses of everyone on file before the first telling; the documents name nobody else. */
  people: string[];
  /** External ids of the places, on file before the first telling. */
  locations: string[];
  /** Nothing that is told to have happened is later than this; only slots may be. */
  now: Instant;
  /** Instants up to `now`, near the edges of days and of what happened. */
  moments: Instant[];
  tellings: Telling[];
};

export const isAct = (telling: Telling): telling is Act =>
  telling.tells === 'merge' || telling.tells === 'undo_merge' || telling.tells === 'void';
