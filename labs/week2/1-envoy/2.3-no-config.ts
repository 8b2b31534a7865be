import { refuses, step } from "../../step.js";
import { envoy } from "../containers.js";

export default step({
  checks: [
    {
      says: "Envoy ends without a configuration, and says what it lacks",
      probe: refuses(envoy, "At least one of --config-path or --config-yaml"),
      timeoutMs: 60_000,
      until: "the next change",
    },
  ],
});
