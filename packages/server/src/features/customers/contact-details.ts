import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { Refusal } from '../../platform/errors.ts';

/** A phone number in E.164, read as a local one of the organization's country where it has no prefix. */
export function readPhone(text: string, country: string | null, where: string): string {
  const known = country && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const number = parsePhoneNumberFromString(text, known);
  if (!number?.isPossible()) {
    const how = known ? '' : ': write it with its country, such as +44 20 7946 0018';
    throw new Refusal('unreadable_phone', `This is not a phone number that can be read${how}`, { where });
  }
  return number.number;
}

/** An e-mail address in lower case. */
export function readEmail(text: string, where: string): string {
  const email = text.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw new Refusal('unreadable_email', 'This is not an e-mail address', { where });
  }
  return email;
}
