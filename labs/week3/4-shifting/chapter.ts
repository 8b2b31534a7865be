import { chapter } from "../../chapter.js";
import allToV1 from "./3.14-all-to-v1.js";
import canary from "./3.15-canary.js";
import half from "./3.16-half.js";

export default chapter("labs/week3/4-shifting", {
  "3.14-all-to-v1": allToV1,
  "3.15-canary": canary,
  "3.16-half": half,
});
