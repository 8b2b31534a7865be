import { chapter } from "../../chapter.js";
import catalog from "./3.3-catalog.js";
import expose from "./3.4-expose.js";
import envoy from "./3.5-envoy.js";
import catalogV2 from "./3.6-catalog-v2.js";
import subsets from "./3.7-subsets.js";
import allToV1 from "./3.8-all-to-v1.js";
import darkLaunch from "./3.9-dark-launch.js";

export default chapter("labs/week3/2-gateway", {
  "3.3-catalog": catalog,
  "3.4-expose": expose,
  "3.5-envoy": envoy,
  "3.6-catalog-v2": catalogV2,
  "3.7-subsets": subsets,
  "3.8-all-to-v1": allToV1,
  "3.9-dark-launch": darkLaunch,
});
