// Whether files kept in this browser are still what they were: where room is short it throws some away, and disks fail.

import { sha256 } from "./sha256.js";

/** The copy of a file, if it has this hash; one that has not is as good as none, and goes. */
export async function intact(cache, address, hash) {
  const copy = await cache.match(address);
  if (!copy || await sha256(await copy.clone().arrayBuffer()) === hash) return copy;
  await cache.delete(address);
}

/** Which of these files, {path: [bytes, hash]}, a cache lacks. */
export async function lacking(cache, root, files) {
  const lost = [];
  for (const [path, [, hash]] of Object.entries(files)) if (!await intact(cache, root + path, hash)) lost.push(path);
  return lost;
}
