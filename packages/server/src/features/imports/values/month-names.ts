/** Per month its names in English, German, French, Spanish, Italian, Portuguese and Dutch, without accents. */
const months = [
  'january januar janner janvier enero gennaio janeiro januari',
  'february februar feber fevrier febrero febbraio fevereiro februari',
  'march marz mars marzo marco maart mrz mrt',
  'april avril abril aprile',
  'may mai mayo maggio maio mei',
  'june juni juin junio giugno junho',
  'july juli juillet julio luglio julho',
  'august aout agosto augustus',
  'september septembre septiembre setiembre settembre setembro',
  'october oktober octobre octubre ottobre outubro',
  'november novembre noviembre novembro',
  'december dezember decembre diciembre dicembre dezembro',
];

const weekdays =
  `monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend
  sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo lunedi martedi
  mercoledi giovedi venerdi sabato domenica segunda terca quarta quinta sexta maandag dinsdag woensdag donderdag vrijdag zaterdag
  zondag`.split(/\s+/);

/** 1 to 12, by a name or the beginning of one that has three letters or more and means one month only (`Jui` may be two). */
export function monthNamed(word: string): number | null {
  return monthOf.get(bare(word)) ?? null;
}

/** As it may stand before a date, `Wed` or `Mi.`. */
export function isWeekday(word: string): boolean {
  const start = bare(word);
  return start.length >= 2 && weekdays.some((name) => name.startsWith(start));
}

const bare = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();

const monthOf = new Map<string, number | null>();
for (const [index, names] of months.entries()) {
  for (const name of names.split(' ')) {
    for (let length = 3; length <= name.length; length++) {
      const start = name.slice(0, length);
      const other = monthOf.get(start);
      monthOf.set(start, other === undefined || other === index + 1 ? index + 1 : null);
    }
  }
}
