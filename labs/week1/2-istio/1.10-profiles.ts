import { allOf, onHost, step } from "../../step.js";

export default step({
  checks: [
    {
      says: "istioctl knows the profiles default and demo",
      needs: "objects",
      probe: onHost(["istioctl", "profile", "list"], {
        matches: allOf("^\\s*default$", "^\\s*demo$"),
      }),
      hint: 'eval "$(./lab env week1)" puts the right istioctl first on the PATH.',
    },
  ],
});
