import { chapter } from "../../chapter.js";
import images from "./2.1-images.js";
import httpbin from "./2.2-httpbin.js";
import noConfig from "./2.3-no-config.js";
import simpleProxy from "./2.4-simple-proxy.js";
import timeout from "./2.5-timeout.js";
import logLevels from "./2.6-log-levels.js";
import slowUpstream from "./2.7-slow-upstream.js";
import admin from "./2.8-admin.js";
import retries from "./2.9-retries.js";

export default chapter("labs/week2/1-envoy", {
  "2.1-images": images,
  "2.2-httpbin": httpbin,
  "2.3-no-config": noConfig,
  "2.4-simple-proxy": simpleProxy,
  "2.5-timeout": timeout,
  "2.6-log-levels": logLevels,
  "2.7-slow-upstream": slowUpstream,
  "2.8-admin": admin,
  "2.9-retries": retries,
});
