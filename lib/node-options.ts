/**
 * What of NODE_OPTIONS may reach the lab's processes: how the user's network is reached, and how much memory there
 * is. The launcher `lab` has the same list.
 */
const KEPT =
  /^--(?:(?:use-(?:system|openssl|bundled)-ca|openssl-(?:legacy-provider|shared-config)|(?:enable|force)-fips|no-network-family-autoselection)$|(?:openssl-config|tls-[^=]*|dns-result-order|network-family-autoselection-attempt-timeout|max-http-header-size|max-old-space-size)=)/;

/**
 * The options of NODE_OPTIONS that are kept. A `--require` of another project would not be found, `--inspect-brk`
 * would wait for ever, and each child would want the port of `--inspect`.
 */
export const nodeOptions = (text: string): string =>
  text
    .split(/\s+/)
    .filter((option) => KEPT.test(option))
    .join(" ");
