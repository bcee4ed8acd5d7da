// Closed lists and small values that stand in the project file and on the page alike: declared once, where they are read, and
// closed all the way. Nothing here counts anybody, and nothing of Analysis is among them.
@_exported import struct Basics.CivilDate
@_exported import struct Journeys.Blueprint
@_exported import struct Journeys.Catalog
@_exported import enum Journeys.CycleOrigin
@_exported import struct Journeys.Decision
@_exported import enum Journeys.DecisionStatus
@_exported import struct Journeys.DatedFact
@_exported import struct Journeys.DeclaredTotal
@_exported import struct Journeys.LocalizedText
@_exported import struct Journeys.Note
@_exported import struct Journeys.OpportunityID
@_exported import enum Journeys.OpportunityKind
@_exported import struct Journeys.Retention
@_exported import enum Journeys.RetentionUnit
@_exported import struct Journeys.ScoreTarget
@_exported import enum Reading.QuestionMetric
@_exported import enum Journeys.SurveyCoverage
@_exported import enum Journeys.SurveyFrequency
@_exported import enum Journeys.SurveyObstacle
@_exported import enum Journeys.SurveyType
@_exported import enum Reading.TextEncoding
@_exported import struct Statistics.Estimate
@_exported import struct Statistics.ItemWeight
@_exported import struct Statistics.Trend
