import { chapter } from "../../chapter.js";
import bookinfo from "./7.8-bookinfo.js";
import kiali from "./7.9-kiali.js";

export default chapter("labs/kans7/3-bookinfo", {
  "7.8-bookinfo": bookinfo,
  "7.9-kiali": kiali,
});
