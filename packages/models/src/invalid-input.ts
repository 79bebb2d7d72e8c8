/** What was handed in cannot be: the message names what, and where. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
}
