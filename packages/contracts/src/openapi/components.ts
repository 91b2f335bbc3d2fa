import { z } from "zod";
import * as accounts from "../accounts.ts";
import * as bulletins from "../bulletins.ts";
import { board, businessClock, entry, ranking } from "../board.ts";
import { changeItem, changes } from "../changes.ts";
import * as imports from "../imports.ts";
import * as meetings from "../meetings.ts";
import * as items from "../items.ts";
import * as inbox from "../inbox.ts";
import * as settings from "../dispatch-settings.ts";
import * as slips from "../slips.ts";
import * as liaisons from "../liaisons.ts";
import { observationInput, revisions, submission, submissionAnswer } from "../observations.ts";
import { problem } from "../problem.ts";
import * as reports from "../reports.ts";
import * as rounds from "../rounds.ts";
import * as session from "../session.ts";
import { tile } from "../tile.ts";
import { FEED_COMPONENTS } from "./feeds.ts";
import { reference } from "./parts.ts";
import type { Json } from "./parts.ts";

/** Schemas that the document names; any other is written out where it is used. */
const COMPONENTS = {
  Board: board,
  Account: accounts.account,
  AccountAnswer: accounts.accountAnswer,
  AccountGrant: accounts.accountGrant,
  AccountUpdate: accounts.accountUpdate,
  Accounts: accounts.accounts,
  ApiKeys: accounts.apiKeys,
  AuditRows: accounts.auditRows,
  Bulletin: bulletins.bulletin,
  BulletinEdit: bulletins.bulletinEdit,
  BulletinPreview: bulletins.bulletinPreview,
  BulletinPreviewRequest: bulletins.bulletinPreviewRequest,
  BulletinSources: bulletins.bulletinSources,
  BulletinStepRequest: bulletins.bulletinStepRequest,
  Bulletins: bulletins.bulletins,
  BusinessClock: businessClock,
  ChangeItem: changeItem,
  ChangePassword: session.changePassword,
  Changes: changes,
  Entry: entry,
  ImportApply: imports.importApply,
  ImportCells: imports.importCells,
  ImportJob: imports.importJob,
  ItemAnswer: items.itemAnswer,
  ItemDetail: items.itemDetail,
  ItemPeople: items.itemPeople,
  ItemProposal: items.itemProposal,
  ItemStepRequest: items.itemStepRequest,
  Items: items.items,
  LiaisonAnswer: liaisons.liaisonAnswer,
  LiaisonStepRequest: liaisons.liaisonStepRequest,
  Liaisons: liaisons.liaisons,
  Me: session.me,
  NewItem: items.newItem,
  NewBulletin: bulletins.newBulletin,
  NewLiaison: liaisons.newLiaison,
  Meeting: meetings.meeting,
  MeetingDesk: meetings.meetingDesk,
  MeetingStep: meetings.meetingStepBody,
  Meetings: meetings.meetings,
  NewAccount: accounts.newAccount,
  NewAccountAnswer: accounts.newAccountAnswer,
  NewApiKey: accounts.newApiKey,
  NewApiKeyAnswer: accounts.newApiKeyAnswer,
  NewMeeting: meetings.newMeeting,
  ObservationInput: observationInput,
  PairScreen: accounts.pairScreen,
  Pairing: accounts.pairing,
  Problem: problem,
  Ranking: ranking,
  AttachmentAnswer: reports.attachmentAnswer,
  Decisions: reports.decisions,
  DraftAnswer: reports.draftAnswer,
  DraftSave: reports.draftSave,
  FigureReturn: reports.figureReturn,
  FigureReturnAnswer: reports.figureReturnAnswer,
  OriginChains: reports.originChains,
  ReportAnswer: reports.reportAnswer,
  ReportEntry: reports.reportEntry,
  ReportEvents: reports.reportEvents,
  ReportQueue: reports.reportQueue,
  ReportSheet: reports.reportSheet,
  ReportSheets: reports.reportSheets,
  ReportSubmission: reports.reportSubmission,
  Revisions: revisions,
  Burden: rounds.burden,
  RoundDetail: rounds.roundDetail,
  Rounds: rounds.rounds,
  Standings: rounds.standings,
  UrgeAnswer: rounds.urgeAnswer,
  UrgeRequest: rounds.urgeRequest,
  ScreenAnswer: accounts.screenAnswer,
  Screens: accounts.screens,
  SecondFactor: session.secondFactor,
  SessionRows: session.sessionRows,
  Setup: session.setup,
  SignIn: session.signIn,
  Submission: submission,
  SubmissionAnswer: submissionAnswer,
  Tile: tile,
  TotpOffer: session.totpOffer,
  VersionOnly: accounts.versionOnly,
  CalendarChange: settings.calendarChange,
  ChannelTest: settings.channelTest,
  ChannelTestRequest: settings.channelTestRequest,
  ChannelTestResult: settings.channelTestResult,
  ChannelsChange: settings.channelsChange,
  DayFile: settings.dayFile,
  DispatchSettings: settings.dispatchSettings,
  Inbox: inbox.inbox,
  InboxRead: inbox.inboxRead,
  InboxReadAnswer: inbox.inboxReadAnswer,
  LadderChange: settings.ladderChange,
  MessageAttempts: slips.messageAttempts,
  MessageRows: slips.messageRows,
  NewSlip: slips.newSlip,
  SettingsHistory: settings.settingsHistory,
  SlipAnswer: slips.slipAnswer,
  SlipDetail: slips.slipDetail,
  SlipStepRequest: slips.slipStepRequest,
  Slips: slips.slips,
  WordingChange: settings.wordingChange,
  ...FEED_COMPONENTS,
} as const;

export type ComponentName = keyof typeof COMPONENTS;

/** The schemas as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
export function schemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(COMPONENTS)) registry.add(schema, { id });
  // As input: a reader must bear new fields, and what has a default may be left out.
  const made = z.toJSONSchema(registry, { io: "input", uri: reference });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $schema: _, $id: __, ...rest }]) => [name, rest]),
  );
}
