import { chapter } from "../../chapter.js";
import traceAndLog from "./3.54-trace-and-log.js";
import oneBackend from "./3.55-one-backend.js";
import noLimits from "./3.56-no-limits.js";
import proxyKeepsTo from "./3.57-limits.js";
import counters from "./3.58-counters.js";
import trip from "./3.59-trip.js";
import twoAtATime from "./3.60-two-at-a-time.js";
import twoWaiting from "./3.61-two-waiting.js";
import overloadedHeader from "./3.62-overloaded-header.js";

export default chapter("labs/week3/11-circuit-breaker", {
  "3.54-trace-and-log": traceAndLog,
  "3.55-one-backend": oneBackend,
  "3.56-no-limits": noLimits,
  "3.57-limits": proxyKeepsTo,
  "3.58-counters": counters,
  "3.59-trip": trip,
  "3.60-two-at-a-time": twoAtATime,
  "3.61-two-waiting": twoWaiting,
  "3.62-overloaded-header": overloadedHeader,
});
