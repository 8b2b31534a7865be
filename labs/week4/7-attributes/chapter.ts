import { chapter } from "../../chapter.js";
import attributeGen from "./4.23-attribute-gen.js";
import operationDimension from "./4.24-operation-dimension.js";
import confirm from "./4.25-confirm.js";
import byOperation from "./4.26-by-operation.js";

export default chapter("labs/week4/7-attributes", {
  "4.23-attribute-gen": attributeGen,
  "4.24-operation-dimension": operationDimension,
  "4.25-confirm": confirm,
  "4.26-by-operation": byOperation,
});
