import { step } from "../../step.js";
import { ENDPOINT, startedWith } from "./tracer.js";

export default step({
  checks: [
    {
      ...startedWith("webapp's proxy sends its spans to the path that Jaeger's collector knows", {
        collectorEndpoint: ENDPOINT,
        sharedSpanContext: false,
      }),
      until: "4.41",
    },
  ],
});
