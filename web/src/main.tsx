import { render } from "preact";
import { App } from "./app";
import { prepareSearch } from "./data";
import { recallDecisions } from "./decisions";
import { listen } from "./keys";
import { guardUnsaved, meetTab, recall, served } from "./reviews";

const root = document.getElementById("app");
if (root !== null) {
  render(<App />, root);
  listen();
  guardUnsaved();
  void recall();
  recallDecisions();
  window.addEventListener("focus", () => void recall());
  if (!served) window.addEventListener("storage", meetTab);
  prepareSearch();
}
