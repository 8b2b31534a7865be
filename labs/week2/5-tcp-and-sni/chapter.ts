import { chapter } from "../../chapter.js";
import tcpEcho from "./2.30-tcp-echo.js";
import sniPassthrough from "./2.31-sni-passthrough.js";
import secondSniHost from "./2.32-second-sni-host.js";

export default chapter("labs/week2/5-tcp-and-sni", {
  "2.30-tcp-echo": tcpEcho,
  "2.31-sni-passthrough": sniPassthrough,
  "2.32-second-sni-host": secondSniHost,
});
