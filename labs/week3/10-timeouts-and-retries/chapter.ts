import { chapter } from "../../chapter.js";
import noRules from "./3.43-no-rules.js";
import slowBackend from "./3.44-slow-backend.js";
import timeout from "./3.45-timeout.js";
import meshRetriesOff from "./3.46-mesh-retries-off.js";
import answers503 from "./3.47-answers-503.js";
import retry from "./3.48-retry.js";
import retryFields from "./3.49-retry-fields.js";
import answers500 from "./3.50-answers-500.js";
import retry5xx from "./3.51-retry-5xx.js";
import answers408 from "./3.52-answers-408.js";
import envoyFilter from "./3.53-envoy-filter.js";

export default chapter("labs/week3/10-timeouts-and-retries", {
  "3.43-no-rules": noRules,
  "3.44-slow-backend": slowBackend,
  "3.45-timeout": timeout,
  "3.46-mesh-retries-off": meshRetriesOff,
  "3.47-answers-503": answers503,
  "3.48-retry": retry,
  "3.49-retry-fields": retryFields,
  "3.50-answers-500": answers500,
  "3.51-retry-5xx": retry5xx,
  "3.52-answers-408": answers408,
  "3.53-envoy-filter": envoyFilter,
});
