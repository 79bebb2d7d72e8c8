import { windowsZones } from './windows-zones.ts';

/**
 * Zones by what programs call them. Square and other Rails programs name most of them by a city, which is the last part of the
 * zone's own name; these are the others, and what people and payment services write.
 */
const writtenZones = `
International Date Line West=Pacific/Midway
Midway Island=Pacific/Midway
American Samoa=Pacific/Pago_Pago
Hawaii=Pacific/Honolulu
Alaska=America/Juneau
Pacific Time (US & Canada)=America/Los_Angeles
Mountain Time (US & Canada)=America/Denver
Central Time (US & Canada)=America/Chicago
Eastern Time (US & Canada)=America/New_York
Atlantic Time (Canada)=America/Halifax
Arizona=America/Phoenix
Saskatchewan=America/Regina
Guadalajara=America/Mexico_City
Central America=America/Guatemala
Indiana (East)=America/Indiana/Indianapolis
Quito=America/Guayaquil
Newfoundland=America/St_Johns
Brasilia=America/Sao_Paulo
Georgetown=America/Guyana
Greenland=America/Nuuk
Mid-Atlantic=Atlantic/South_Georgia
Cape Verde Is.=Atlantic/Cape_Verde
Edinburgh=Europe/London
Bern=Europe/Zurich
West Central Africa=Africa/Algiers
Kyiv=Europe/Kyiv
Pretoria=Africa/Johannesburg
St. Petersburg=Europe/Moscow
Abu Dhabi=Asia/Dubai
Ekaterinburg=Asia/Yekaterinburg
Islamabad=Asia/Karachi
Chennai=Asia/Kolkata
Kolkata=Asia/Kolkata
Mumbai=Asia/Kolkata
New Delhi=Asia/Kolkata
Kathmandu=Asia/Kathmandu
Sri Jayawardenepura=Asia/Colombo
Rangoon=Asia/Yangon
Hanoi=Asia/Bangkok
Beijing=Asia/Shanghai
Chongqing=Asia/Shanghai
Osaka=Asia/Tokyo
Sapporo=Asia/Tokyo
Canberra=Australia/Sydney
Solomon Is.=Pacific/Guadalcanal
New Caledonia=Pacific/Noumea
Marshall Is.=Pacific/Majuro
Wellington=Pacific/Auckland
Nuku'alofa=Pacific/Tongatapu
Tokelau Is.=Pacific/Fakaofo
Chatham Is.=Pacific/Chatham
Samoa=Pacific/Apia
Pacific Time=America/Los_Angeles
Mountain Time=America/Denver
Central Time=America/Chicago
Eastern Time=America/New_York
Atlantic Time=America/Halifax
Greenwich Mean Time=UTC
Coordinated Universal Time=UTC
British Time=Europe/London
British Summer Time=Europe/London
Irish Standard Time=Europe/Dublin
Western European Time=Europe/Lisbon
Central European Time=Europe/Berlin
Central European Summer Time=Europe/Berlin
Eastern European Time=Europe/Athens
Eastern European Summer Time=Europe/Athens
West Africa Time=Africa/Lagos
East Africa Time=Africa/Nairobi
Central Africa Time=Africa/Maputo
UTC=UTC
GMT=UTC
Z=UTC
PST=America/Los_Angeles
PDT=America/Los_Angeles
MST=America/Denver
MDT=America/Denver
CST=America/Chicago
CDT=America/Chicago
EST=America/New_York
EDT=America/New_York
BST=Europe/London
WET=Europe/Lisbon
WEST=Europe/Lisbon
CET=Europe/Berlin
CEST=Europe/Berlin
EET=Europe/Athens
EEST=Europe/Athens
AEST=Australia/Sydney
AEDT=Australia/Sydney
`;

/** The IANA zone of such a name, in any case; undefined where the name is not known. */
export function zoneNamed(name: string): string | undefined {
  return zones.get(name.toLowerCase());
}

const zones = new Map([...cities(), ...pairs(windowsZones), ...pairs(writtenZones)]);

function pairs(lines: string): [string, string][] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const at = line.lastIndexOf('=');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1)];
    });
}

function cities(): [string, string][] {
  return Intl.supportedValuesOf('timeZone').map((zone) => [
    zone
      .slice(zone.lastIndexOf('/') + 1)
      .replaceAll('_', ' ')
      .toLowerCase(),
    zone,
  ]);
}
