/**
 * What erasing a person does to each table that knows them, and how its records are taken back: business records are voided
 * (dated, with who), never deleted; sums are kept, for they name nobody. A test holds this list against the catalogue.
 */
export const privacyManifest = {
  customers: {
    onErasure: 'replaced by a tombstone: no name, e-mail or phone',
    takenBack: 'voided and emptied with the import that brought them',
  },
  customer_identities: { onErasure: 'deleted', takenBack: 'deleted' },
  orders: { onErasure: 'kept, with the tombstone for its customer', takenBack: 'voided' },
  refunds: { onErasure: 'kept, with the tombstone for its customer', takenBack: 'voided' },
  appointments: { onErasure: 'kept, with the tombstone for its customer', takenBack: 'voided' },
  quotes: { onErasure: 'kept, with the tombstone for its customer; the title emptied', takenBack: 'voided' },
  interactions: { onErasure: 'kept, with the tombstone for its customer; the text emptied', takenBack: 'voided' },
  customer_facts: { onErasure: 'kept: sums', takenBack: 'follow the records' },
  customer_place_facts: { onErasure: 'kept: sums', takenBack: 'follow the records' },
  customer_product_facts: { onErasure: 'kept: sums', takenBack: 'follow the records' },
  customer_month_facts: { onErasure: 'kept: sums', takenBack: 'follow the records' },
  customer_forecasts: { onErasure: 'kept: figures', takenBack: 'gone with the next forecast' },
} as const;

/** Tables that name a customer in columns of another name. */
export const privacyManifestOfPairs = {
  customer_merges: { onErasure: 'kept: ids alone', takenBack: 'undone, dated' },
  merge_suggestions: { onErasure: 'kept: ids alone', takenBack: 'dismissed, dated' },
} as const;

/** Tables that may hold a person's data without naming a customer in a column. */
export const privacyManifestOfTexts = {
  imports: {
    onErasure: 'the sample and the preview of a file go when it is taken in, or let go of',
    takenBack: 'kept',
  },
  import_refusals: {
    onErasure: 'kept for 180 days; values of persons are masked without the right',
    takenBack: 'kept',
  },
  import_befores: { onErasure: 'rows of the customer deleted, by record_id', takenBack: 'deleted once restored' },
} as const;
