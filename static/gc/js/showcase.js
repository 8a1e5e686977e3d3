/* What the public pages load: times kept fresh, menus and focus. */

import { start as startClock } from "./clock.js";
import { start as startPage } from "./page.js";

startPage();
startClock();
