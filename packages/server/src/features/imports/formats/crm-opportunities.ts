import type { Cells } from './cells.ts';
import { placesOf } from './columns.ts';
import type { Columns, Format, RowReader } from './format.ts';

const needs = {
  id: ['opportunity_id'],
  product: ['product'],
  account: ['account'],
  stage: ['deal_stage'],
  engaged: ['engage_date'],
  closed: ['close_date'],
  value: ['close_value'],
};

/**
 * CRM Sales Opportunities (Maven Analytics), `sales_pipeline.csv`: a row for each opportunity, which is a quote from the day that
 * somebody engaged. Accounts have no id but their name.
 */
export const crmOpportunities: Format = {
  name: 'crm_opportunities',
  title: 'CRM opportunities',
  source: 'crm_opportunities',
  needs: Object.values(needs),
  takes: [],
  rowReader,
};

function rowReader(columns: Columns): RowReader {
  const at = placesOf(columns, needs);

  return (cells, tell) => {
    const record = cells.neededId(at.id);
    cells.belongsTo(record);
    const stage = stageOf(cells, at.stage);
    const account = cells.id(at.account);
    const person = account === null ? null : { externalId: account, name: account };
    // Nothing has happened yet, and there is no day on which it could stand.
    if (stage === 'prospecting' && cells.isEmpty(at.engaged)) return tell.passOver('nothing_recorded', at.engaged);

    const engagedAt = cells.neededInstant(at.engaged);
    const isClosed = stage === 'won' || stage === 'lost';
    const closedAt = isClosed ? cells.neededInstant(at.closed) : null;
    const amountMinor = stage === 'won' ? cells.neededMoney(at.value) : (cells.money(at.value) ?? 0);
    tell.quote({
      record,
      person,
      title: cells.text(at.product, 200),
      at: engagedAt,
      amountMinor,
      acceptedAt: stage === 'won' ? closedAt : null,
      wonAt: stage === 'won' ? closedAt : null,
      lostAt: stage === 'lost' ? closedAt : null,
    });
  };
}

const stages = ['prospecting', 'engaging', 'won', 'lost'] as const;

function stageOf(cells: Cells, place: number): (typeof stages)[number] {
  const word = cells.raw(place).toLowerCase();
  const stage = stages.find((known) => known === word);
  if (!stage) cells.refuse(word === '' ? 'value_missing' : 'unknown_status', place);
  return stage ?? 'engaging';
}
