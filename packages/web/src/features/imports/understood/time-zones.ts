interface Group {
  group: string;
  items: { value: string; label: string }[];
}

/** Every time zone the browser knows, by continent, and the one in use even where the browser does not know it. */
export function timeZoneChoices(current: string, known = Intl.supportedValuesOf('timeZone')): Group[] {
  const zones = [...new Set(['UTC', ...known, current])];
  const groups = Map.groupBy(zones, (zone) => (zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : 'Universal'));
  return [...groups]
    .map(([group, members]) => ({
      group,
      items: members.toSorted().map((value) => ({ value, label: cityOf(value) })),
    }))
    .toSorted((one, other) => one.group.localeCompare(other.group));
}

/** America/Argentina/Buenos_Aires → Buenos Aires (Argentina). */
function cityOf(zone: string): string {
  const [, ...places] = zone.replaceAll('_', ' ').split('/');
  const city = places.pop();
  if (city === undefined) return zone;
  return places.length === 0 ? city : `${city} (${places.join(', ')})`;
}
