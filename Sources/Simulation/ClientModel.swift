import Basics

/// How the customers of one invented client behave: everything a simulation needs besides its size and its seed.
package struct ClientModel: Sendable, Equatable {
  /// The model's name on the command line.
  package var id: String
  /// Customers when the command says nothing.
  package var usualCustomers: Int
  /// Months when the command says nothing.
  package var usualMonths: Int
  /// The last day of every simulation of this model.
  package var lastDay: CivilDate
  /// What stands before the number in a customer's id.
  package var customerPrefix: String
  /// Names of the columns of the exports, which differ from client to client.
  package var columns: Columns
  /// Every touchpoint, in the order of the journey.
  package var touchpoints: [SimulatedTouchpoint]
  /// Kinds of people; a customer is of one of them, and no file says which.
  package var personas: [Persona]
  /// Columns of the customer file.
  package var attributes: [Attribute]
  /// Where people come in who come on their own.
  package var entries: Shares
  /// Where people start again after a leak.
  package var returnEntries: Shares
  /// Where people start again after a purchase; a purchase touchpoint here is a purchase without any touch before it.
  package var loopEntries: Shares
  /// Days between two touches of one journey; 0 means the same day.
  package var gapDays: [Band]
  /// The silence that counts as a leak in the truth: longer than any gap inside a journey, shorter than any leak.
  package var silenceDays: Int
  /// How many in a thousand come back after a leak, and after how many days.
  package var returnPermille: Int
  /// Days of silence before a return.
  package var returnDays: [Band]
  /// How many in a thousand set out again after a purchase.
  package var repeatPermille: Int
  /// Days from a purchase, or from what followed it, to setting out again.
  package var repeatDays: [Band]
  /// What happens after a purchase.
  package var afterPurchase: AfterPurchase
  /// Friends who bring friends, or `nil`.
  package var referral: Referral?
  /// The loyalty club, or `nil`.
  package var club: SimulatedClub?
  /// Who has nowhere else to go, by a value of an attribute, or `nil`.
  package var captive: Captive?
  /// What is bought, at what price.
  package var products: [Product]
  /// Branches, by how busy they are.
  package var branches: Shares
  /// How busy each month is, January first.
  package var monthWeights: [Int]
  /// Holidays on which, as on Saturdays, little happens.
  package var quietDays: [CivilDate]
  /// The surveys that are run.
  package var surveys: [SurveyPlan]
  /// What people write in answers.
  package var voices: [Voice]
  /// Flaws for the data-quality page.
  package var flaws: Flaws

  /// Names of the columns of the event file that differ between clients.
  package struct Columns: Sendable, Equatable {
    /// The customer's id, in every file.
    package var customer: String
    /// The moment of the event.
    package var time: String
    /// Where customer and client met.
    package var touchpoint: String
    /// The amount of money.
    package var amount: String
    /// What was bought.
    package var product: String
    /// Whether the file has the columns of a shop: coupon, branch.
    package var shop: Bool
  }

  /// A kind of person.
  package struct Persona: Sendable, Equatable {
    /// What we call them here; written nowhere.
    package var id: String
    /// How many, in proportion.
    package var weight: Int
    /// Touchpoints they use more or less than others, in percent.
    package var leanings: Shares
    /// How readily they buy again, in percent of the model's.
    package var repeatPercent: Int
    /// Values of attributes, where this kind differs: attribute name and shares.
    package var attributes: [Attribute]
  }

  /// A column of the customer file and what it holds.
  package struct Attribute: Sendable, Equatable {
    /// The column's name.
    package var name: String
    package var values: Shares
  }

  /// What happens after a purchase, before the customer sets out again.
  package struct AfterPurchase: Sendable, Equatable {
    /// The touchpoint that ends a purchase well.
    package var delivery: String
    /// Days until then.
    package var deliveryDays: [Band]
    /// How many in a thousand need service afterwards.
    package var servicePermille: Int
    /// Where they turn.
    package var service: Shares
    /// The touchpoint of a refund, or `nil`.
    package var refund: String?
  }

  /// Friends who bring friends.
  package struct Referral: Sendable, Equatable {
    /// The friend's first touch.
    package var touchpoint: String
    /// Purchases in a thousand that bring a friend.
    package var permille: Int
    /// Days until the friend comes.
    package var days: [Band]
  }

  /// Who has nowhere else to go.
  package struct Captive: Sendable, Equatable {
    /// The attribute's name, and the value that says so.
    package var attribute, value: String
  }

  /// A loyalty club and what it sends.
  package struct SimulatedClub: Sendable, Equatable {
    /// Joiners among a thousand buyers at each purchase, until they have joined.
    package var joinPermille: Int
    /// The touchpoint of the monthly mailing.
    package var mailing: String
    /// Members in a thousand who get each mailing.
    package var mailingPermille: Int
    /// The touchpoint of the yearly birthday gift.
    package var birthday: String
    /// The touchpoint of the raffle.
    package var raffle: String
    /// From 1 to 12.
    package var raffleMonths: [Int]
    /// New journeys of members in a thousand that follow something the club sent.
    package var responsePermille: Int
    /// Purchases of members in a thousand that use a coupon without having been sent one.
    package var couponPermille: Int
    /// The codes: of the mailing, the birthday, the raffle, a friend's, and the one anybody may use.
    package var codes: [String]
  }

  /// Something that is bought.
  package struct Product: Sendable, Equatable {
    /// Its name in the export.
    package var name: String
    /// How often it is bought, in proportion.
    package var weight: Int
    /// The lowest price, in whole shekels.
    package var least: Int
    /// The highest price, in whole shekels.
    package var most: Int
  }

  /// Rows that a reader must refuse.
  package struct Flaws: Sendable, Equatable {
    /// Rows without a customer, in a thousand of all others.
    package var unidentifiedPermille: Int
    /// Where these happen.
    package var unidentifiedAt: Shares
    /// One row with an unreadable time for this many others.
    package var rowsPerUnreadableTime: Int
    /// What such a time looks like.
    package var unreadableTimes: [String]
  }
}

extension CivilDate {
  /// Year, month and day in the order of ISO 8601: lists of holidays read better without labels.
  init(_ year: Int, _ month: Int, _ day: Int) { self.init(year: year, month: month, day: day) }
}
