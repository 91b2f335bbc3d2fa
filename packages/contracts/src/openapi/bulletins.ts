import { operation } from "./operation.ts";
import type { Json } from "./parts.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Bulletins: drawn up from a frozen version, edited, issued; their paper, and that of minutes. */
export const BULLETIN_PATHS: Json = {
  "/api/v1/bulletins": {
    get: operation({
      id: "readBulletins",
      summary: "Bulletins, latest change first; drafts for whoever writes them",
      answer: "Bulletins",
    }),
    post: operation({
      id: "drawUpBulletin",
      summary:
        "Draws up a bulletin; refused with every figure that is missing and not to be stated",
      body: "NewBulletin",
      answer: "Bulletin",
      status: 201,
      refusals: ["figures_missing"],
    }),
  },
  "/api/v1/bulletins/sources": {
    get: operation({
      id: "readBulletinSources",
      summary: "Frozen rounds and meetings that a bulletin can be drawn up from",
      answer: "BulletinSources",
    }),
  },
  "/api/v1/bulletins/preview": {
    post: operation({
      id: "previewBulletinTemplate",
      summary: "A template's faults, or its sentence for every indicator of the present board",
      body: "BulletinPreviewRequest",
      answer: "BulletinPreview",
    }),
  },
  "/api/v1/bulletins/{id}": {
    get: operation({
      id: "readBulletin",
      summary: "A bulletin as it is printed",
      path: ["id"],
      answer: "Bulletin",
      refusals: ["not_found"],
    }),
    put: operation({
      id: "editBulletin",
      summary: "Changes the text of a draft; what is changed is marked",
      path: ["id"],
      body: "BulletinEdit",
      answer: "Bulletin",
      refusals: ["not_found", "changed_meanwhile", "step_refused"],
    }),
  },
  "/api/v1/bulletins/{id}/steps": {
    post: operation({
      id: "stepBulletin",
      summary: "Issues a draft with its number, or withdraws a bulletin",
      path: ["id"],
      body: "BulletinStepRequest",
      answer: "Bulletin",
      refusals: ["not_found", "changed_meanwhile", "step_refused"],
    }),
  },
  "/api/v1/bulletins/{id}.docx": {
    get: operation({
      id: "downloadBulletin",
      summary: "The bulletin in the layout of GB/T 9704-2012",
      path: ["id"],
      file: DOCX,
      refusals: ["not_found"],
    }),
  },
  "/api/v1/meetings/{id}/minutes.docx": {
    get: operation({
      id: "downloadMinutes",
      summary: "The minutes of a meeting in the layout of GB/T 9704-2012",
      path: ["id"],
      file: DOCX,
      refusals: ["not_found"],
    }),
  },
};
