/**
 * Makes this thread's dates those of UTC, wherever the machine stands: the engine that runs transforms asks them for the time zone, and a
 * transform gives the same bytes everywhere. For a thread that does nothing else.
 */
export function useUtc(): void {
  const dates = Date.prototype;
  const utc = {
    getFullYear: dates.getUTCFullYear,
    getMonth: dates.getUTCMonth,
    getDate: dates.getUTCDate,
    getDay: dates.getUTCDay,
    getHours: dates.getUTCHours,
    getMinutes: dates.getUTCMinutes,
    getSeconds: dates.getUTCSeconds,
    getMilliseconds: dates.getUTCMilliseconds,
    getTimezoneOffset: () => 0,
  };
  Object.assign(dates, utc);
}
