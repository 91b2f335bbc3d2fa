import { operation } from "./operation.ts";
import type { Json } from "./parts.ts";

/** Meetings: planned, driven and read. Following one is a matter of sockets. */
export const MEETING_PATHS: Json = {
  "/api/v1/meetings": {
    get: operation({ id: "readMeetings", summary: "Meetings, newest first", answer: "Meetings" }),
    post: operation({
      id: "planMeeting",
      summary: "Plans a meeting; its agenda is made from how things stand",
      body: "NewMeeting",
      answer: "Meeting",
      status: 201,
    }),
  },
  "/api/v1/meetings/{id}": {
    get: operation({
      id: "readMeeting",
      summary: "A meeting with its agenda, attendance, decisions and minutes",
      path: ["id"],
      answer: "Meeting",
      refusals: ["not_found"],
    }),
  },
  "/api/v1/meetings/{id}/desk": {
    get: operation({
      id: "readMeetingDesk",
      summary: "What the host chooses from",
      path: ["id"],
      answer: "MeetingDesk",
      refusals: ["not_found"],
    }),
  },
  "/api/v1/meetings/{id}/steps": {
    post: operation({
      id: "stepMeeting",
      summary: "Takes one step on the version that stands",
      path: ["id"],
      body: "MeetingStep",
      answer: "Meeting",
      refusals: ["not_found", "changed_meanwhile", "step_refused"],
    }),
  },
};
