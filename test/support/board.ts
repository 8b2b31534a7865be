import { askBoard, type AskedBoard } from "../../checks/dashboards/ask.js";
import { prometheusAt } from "../../checks/prometheus.js";
import type { DashboardJson } from "../../labs/dashboards/json.js";
import { readBoard } from "../../labs/dashboards/read.js";
import { fakePrometheus, type Given } from "./prometheus.js";

/** A dashboard with what a Prometheus has for it, at a fixed time. */
export function askedBoard(
  json: DashboardJson,
  given: Readonly<Record<string, readonly Given[] | string>>,
  labels: Readonly<Record<string, readonly string[]>> = {},
): Promise<AskedBoard> {
  const { http } = fakePrometheus(given, labels);
  const board = readBoard(JSON.stringify({ panels: [], ...json }), "one.json");
  const now = () => 1_000_000_000;
  return askBoard(board, prometheusAt("http://127.0.0.1:30001", http), { now });
}
