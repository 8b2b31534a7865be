import type { Need } from "../../labs/checks.js";

/** What a check needs besides an API server, in words. */
const WORDS: Readonly<Record<Need, string>> = {
  objects: "",
  node: "a real node",
  book: "the book's checkout",
  mesh: "running proxies",
  traffic: "running applications",
  containers: "containers",
  docker: "Docker",
  metrics: "Prometheus",
  traces: "Jaeger",
  dashboards: "the dashboards",
  internet: "the Internet",
};

/** ` (needs running proxies)`; nothing where every lab has it. */
export const needInWords = (need: Need): string =>
  WORDS[need] === "" ? "" : ` (needs ${WORDS[need]})`;
