/** The one examiner of a process: however many methods and customers, one thread looks at their documents. */
import { createExaminer } from "./bounded/create-examiner.js";

export const examineBounded = createExaminer();
