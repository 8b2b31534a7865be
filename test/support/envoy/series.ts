/** A series of Prometheus' text format. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The series of a metric in the text that `/stats/prometheus` answers. */
export function seriesIn(text: string, metric: string): readonly Series[] {
  return text.split("\n").flatMap((line) => {
    if (!line.startsWith(`${metric}{`)) return [];
    const end = line.lastIndexOf("} ");
    const labels = line.slice(metric.length + 1, end).matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g);
    return [
      {
        labels: Object.fromEntries([...labels].map(([, name = "", value = ""]) => [name, value])),
        value: Number(line.slice(end + 2)),
      },
    ];
  });
}
