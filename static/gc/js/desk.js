/* What the signed-in pages load. Each module looks for its own data attributes and does nothing without them. */

import { start as startChoosing } from "./choosing.js";
import { start as startClock } from "./clock.js";
import { start as startKeys } from "./keys.js";
import { start as startLive } from "./live.js";
import { start as startPage } from "./page.js";
import { start as startPreview } from "./preview.js";
import { start as startStarters } from "./starters.js";
import { start as startToasts } from "./toast.js";
import { start as startTriage } from "./triage.js";
import { start as startWays } from "./ways.js";
import { start as startWouldMatch } from "./would_match.js";

for (const start of [startPage, startClock, startToasts, startTriage, startChoosing, startKeys, startPreview, startWays, startStarters, startWouldMatch, startLive]) start();
