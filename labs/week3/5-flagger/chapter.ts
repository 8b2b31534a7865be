import { chapter } from "../../chapter.js";
import handOver from "./3.17-hand-over.js";
import installFlagger from "./3.18-install-flagger.js";
import canaryObject from "./3.19-canary-object.js";
import release from "./3.20-release.js";
import removeFlagger from "./3.21-remove-flagger.js";

export default chapter("labs/week3/5-flagger", {
  "3.17-hand-over": handOver,
  "3.18-install-flagger": installFlagger,
  "3.19-canary-object": canaryObject,
  "3.20-release": release,
  "3.21-remove-flagger": removeFlagger,
});
