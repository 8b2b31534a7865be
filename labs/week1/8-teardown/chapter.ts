import { chapter } from "../../chapter.js";
import teardown from "./1.60-teardown.js";

export default chapter("labs/week1/8-teardown", {
  "1.60-teardown": teardown,
});
