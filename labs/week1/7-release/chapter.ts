import { chapter } from "../../chapter.js";
import catalogV2 from "./1.50-catalog-v2.js";
import repair from "./1.51-repair.js";
import subsets from "./1.52-subsets.js";
import routingObjects from "./1.53-routing-objects.js";
import bothVersions from "./1.54-both-versions.js";
import allToV1 from "./1.55-all-to-v1.js";
import onlyV1 from "./1.56-only-v1.js";
import darkLaunch from "./1.57-dark-launch.js";
import withoutHeader from "./1.58-without-header.js";
import withHeader from "./1.59-with-header.js";

export default chapter("labs/week1/7-release", {
  "1.50-catalog-v2": catalogV2,
  "1.51-repair": repair,
  "1.52-subsets": subsets,
  "1.53-routing-objects": routingObjects,
  "1.54-both-versions": bothVersions,
  "1.55-all-to-v1": allToV1,
  "1.56-only-v1": onlyV1,
  "1.57-dark-launch": darkLaunch,
  "1.58-without-header": withoutHeader,
  "1.59-with-header": withHeader,
});
