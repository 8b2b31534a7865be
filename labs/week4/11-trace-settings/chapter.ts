import { chapter } from "../../chapter.js";
import customTag from "./4.39-custom-tag.js";
import bootstrap from "./4.40-bootstrap.js";
import overrideBootstrap from "./4.41-override-bootstrap.js";
import restore from "./4.42-restore.js";

export default chapter("labs/week4/11-trace-settings", {
  "4.39-custom-tag": customTag,
  "4.40-bootstrap": bootstrap,
  "4.41-override-bootstrap": overrideBootstrap,
  "4.42-restore": restore,
});
