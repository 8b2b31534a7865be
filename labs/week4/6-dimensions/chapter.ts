import { chapter } from "../../chapter.js";
import statsFilters from "./4.18-stats-filters.js";
import baseline from "./4.19-baseline.js";
import newDimensions from "./4.20-new-dimensions.js";
import confirm from "./4.21-confirm.js";
import extraTags from "./4.22-extra-tags.js";

export default chapter("labs/week4/6-dimensions", {
  "4.18-stats-filters": statsFilters,
  "4.19-baseline": baseline,
  "4.20-new-dimensions": newDimensions,
  "4.21-confirm": confirm,
  "4.22-extra-tags": extraTags,
});
