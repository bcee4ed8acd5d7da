import Cores

/// Stages, touchpoints, channels and attributes of one log, declared ones first and in the declared order.
///
/// Codes are indices into these lists. They follow from the declarations and the names alone, never from the order of rows.
package struct Catalog: Sendable {
  /// A stretch of the journey.
  package struct Stage: Sendable {
    package var id: String
    package var name: LocalizedText
    package var isDeclared: Bool
    /// Inactivity window of its own, in microseconds.
    package var inactivity: Int64?
  }

  /// Where customer and client meet.
  package struct Touchpoint: Sendable {
    package var id: String
    package var name: LocalizedText
    /// Index into `stages`, which is also the stage's rank.
    package var stage: Int
    package var department: Int?
    package var channel: UInt32
    package var kind: TouchpointKind
    package var contact: ContactMode
    package var isCompanyInitiated: Bool
    package var endsWell: Bool
    package var isDeclared: Bool
    /// Where it stands among the touchpoints of its stage: the declared order, or the median position in journeys.
    package var rank: Int = 0

    /// Median place in journeys, 0 (first) to 1000 (last); `nil` when it never occurs or every touchpoint has a stage.
    package var medianPosition: Int?

    /// What a customer does here is complain.
    package var isComplaint = false
    /// An event here is declared as the company's answer to details that were left.
    package var isCallBack = false
    /// What a customer does here is ask for no more contacts.
    package var isOptOut = false

    /// True for what a customer does and a journey is made of; a purchase is always the customer's, whoever called.
    package var isCustomerTouch: Bool {
      switch kind {
      case .purchase: true
      case .survey: false
      case .touch, .service, .referral, .refund, .exit: !isCompanyInitiated
      }
    }
  }

  /// The way over which they meet.
  package struct Channel: Sendable {
    package var id: String
    package var name: LocalizedText
    package var isDeclared: Bool
  }

  package var stages: [Stage]
  package var touchpoints: [Touchpoint]
  package var channels: [Channel]
  package var channelGroups: [ChannelGroup] = []
  package var departments: [NamedThing]
  /// Columns that the project keeps: those of events, then those of customers' files.
  package var attributes: [KeptAttribute] = []
  /// Columns of customers that tell apart who comes back, and after them personas.
  package var traits: [CustomerTrait] = []
  /// Those that are columns.
  package var columnTraits: ArraySlice<CustomerTrait> { traits.prefix { $0.persona == nil } }

  /// Names in the rules of personas that are columns.
  package var personaColumns: [String] = []

  /// How many of the attributes are of events: so many codes of an event stand side by side.
  package var attributesOfEvents: Int { attributes.count { !$0.isOfCustomers } }
  package var hasPurchase: Bool { touchpoints.contains { $0.kind == .purchase } }

  /// Place of each touchpoint when they are sorted by the bytes of their ids: what lists are ordered by, without a look at
  /// any text.
  package var idRanks: [Int] {
    let byID = byteOrder(touchpoints.map(\.id))
    var rank = [Int](repeating: 0, count: byID.count)
    for (position, code) in byID.enumerated() { rank[code] = position }
    return rank
  }

  /// Codes in journey order: by stage, then by rank.
  package var journeyOrder: [Int] {
    let places = touchpoints.enumerated().map { (stage: $1.stage, rank: $1.rank, code: $0) }
    return places.sorted { $0 < $1 }.map(\.code)
  }

  /// Channel code of an event or touchpoint that has none.
  package static let noChannel = UInt32.max
}

/// What a walk asks of a touchpoint at every event, as plain columns by touchpoint code: no name is copied on the way.
package struct TouchpointColumns: Sendable {
  /// By touchpoint code, all of them.
  package let kind: [TouchpointKind]
  package let stage: [Int]
  package let contact: [ContactMode]
  package let isCustomerTouch: [Bool]
  package let isCompanyInitiated: [Bool]
  /// No touchpoints.
  package static let none = TouchpointColumns([])

  package init(_ touchpoints: [Catalog.Touchpoint]) {
    kind = touchpoints.map(\.kind)
    stage = touchpoints.map(\.stage)
    contact = touchpoints.map(\.contact)
    isCustomerTouch = touchpoints.map(\.isCustomerTouch)
    isCompanyInitiated = touchpoints.map(\.isCompanyInitiated)
  }
}
