const two = (value: number): string => String(value).padStart(2, "0");

/** A moment as people say it where they are: `14:03`, with the day where it is another one. */
export function clock(iso: string, now: Date): string {
  const at = new Date(iso);
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (at.toDateString() === now.toDateString()) return time;
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
}
