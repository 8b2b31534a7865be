import { onHost, step } from "../../step.js";

export default step({
  checks: [
    {
      says: "istioctl knows the profiles default and demo",
      needs: "objects",
      probe: onHost(["istioctl", "profile", "list"], {
        matches: "(?=[\\s\\S]*^\\s*default$)(?=[\\s\\S]*^\\s*demo$)",
      }),
      hint: 'eval "$(./lab env week1)" puts the right istioctl first on the PATH.',
    },
  ],
});
