import { chapter } from "../../chapter.js";
import teardown from "./2.33-teardown.js";

export default chapter("labs/week2/6-teardown", {
  "2.33-teardown": teardown,
});
