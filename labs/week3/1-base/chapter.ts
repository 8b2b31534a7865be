import { chapter } from "../../chapter.js";
import standUp from "./3.1-stand-up.js";
import clean from "./3.2-clean.js";

export default chapter("labs/week3/1-base", {
  "3.1-stand-up": standUp,
  "3.2-clean": clean,
});
