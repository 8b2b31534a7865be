import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import type { ToolName } from "../../../tool.js";
import type { BedImage } from "../image.js";
import { place } from "./place.js";

/** User of programs that need no rights; objects name another one where it matters. */
export const NOBODY = "USER 65534:65534";

/** An image with one program, which is a tool. @param program where it is, as its container starts it */
export const oneProgram = (
  image: keyof typeof STAND_INS,
  tool: ToolName,
  program: string,
): BedImage => ({
  name: image,
  what: STAND_INS[image],
  tools: [tool],
  files: (job) => place(job, job.locate(tool), program),
  config: [NOBODY, `ENTRYPOINT ["${program}"]`],
  revision: 1,
});
