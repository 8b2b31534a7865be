import { chapter } from "../../chapter.js";
import httpbin from "./4.35-httpbin.js";
import headers from "./4.36-headers.js";
import sampling from "./4.37-sampling.js";
import forceTrace from "./4.38-force-trace.js";

export default chapter("labs/week4/10-trace-headers", {
  "4.35-httpbin": httpbin,
  "4.36-headers": headers,
  "4.37-sampling": sampling,
  "4.38-force-trace": forceTrace,
});
