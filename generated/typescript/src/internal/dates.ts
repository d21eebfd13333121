/**
 * Dates and moments as RFC 3339 spells them; they stay the texts that the server wrote.
 *
 * @packageDocumentation
 */

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](\d\d):(\d\d))$/i;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Tell whether a text is a date that exists. */
export function isDate(text: string): boolean {
  const found = DATE.exec(text);
  if (!found) {
    return false;
  }
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
  return year > 0 && day >= 1 && day <= days;
}

/** Tell whether a text is a moment: a date, a time, and its offset. */
export function isMoment(text: string): boolean {
  const found = TIME.exec(text.slice(11));
  if (!found || !/^[Tt ]$/.test(text.charAt(10)) || !isDate(text.slice(0, 10))) {
    return false;
  }
  const [hour, minute, second] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const [hours, minutes] = [Number(found[4] ?? 0), Number(found[5] ?? 0)];
  return hour < 24 && minute < 60 && second < 60 && hours < 24 && minutes < 60;
}
