import { AsYouType, type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { Refusal } from '../../platform/errors.ts';

/** A phone number in E.164, read as a local one of the organization's country where it has no prefix. */
export function readPhone(text: string, country: string | null, where: string): string {
  const known = knownCountry(country);
  const number = parsePhoneNumberFromString(text, known);
  if (!number?.isPossible()) {
    const how = known ? '' : ': write it with its country, such as +44 20 7946 0018';
    throw new Refusal('unreadable_phone', `This is not a phone number that can be read${how}`, { where });
  }
  return number.number;
}

/**
 * How the numbers begin, in E.164, that somebody may have begun to type: in any style, as a local number of the organization's country
 * or with its own. None where it does not look like one, or has fewer than three digits.
 */
export function phoneBeginnings(text: string, country: string | null): string[] {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 3 || !/^[+＋]?[\d\s().\-–/]+$/.test(text.trim())) return [];
  const typing = new AsYouType(knownCountry(country));
  typing.input(text);
  const beginnings = [typing.getNumberValue() ?? '', /^\s*[+＋0]/.test(text) ? '' : `+${digits}`];
  return [...new Set(beginnings)].filter((beginning) => /^\+[1-9]\d{2,14}$/.test(beginning));
}

function knownCountry(country: string | null): CountryCode | undefined {
  return country && isSupportedCountry(country) ? (country as CountryCode) : undefined;
}

/** An e-mail address in lower case. */
export function readEmail(text: string, where: string): string {
  const email = text.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw new Refusal('unreadable_email', 'This is not an e-mail address', { where });
  }
  return email;
}
