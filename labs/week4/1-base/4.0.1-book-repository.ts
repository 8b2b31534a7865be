import { onHost, step } from "../../step.js";

export default step({
  checks: [
    {
      says: "The checkout holds the files of chapters 7 and 8",
      needs: "book",
      probe: onHost(["ls", "ch7/pod-monitor-dp.yaml", "ch8/kiali.yaml"]),
      hint: "The configured path must be the folder book-source-code-master of the clone.",
    },
  ],
});
