// What is under the mouse counts only when the mouse was moved there, not when the page moved below it.

import { hovered } from "./state";

let [x, y] = [-1, -1];

/** Whether the mouse came to where it is by moving. */
export function hasMoved(event: MouseEvent): boolean {
  const moved = event.clientX !== x || event.clientY !== y;
  [x, y] = [event.clientX, event.clientY];
  return moved;
}

/** From the first key on, what the keyboard is on counts, until the mouse moves. */
export function forgetPointer(): void {
  hovered.value = null;
}
