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
  /// Where people come in who come on their own, on the first day.
  package var entries: Shares
  /// The weights of the same touchpoints on the last day; `nil` where nothing changes.
  package var entriesLater: Shares?
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
  /// What customers make of what they live through, or `nil` where it changes nothing.
  package var experience: Experience?
  /// Friends who bring friends, or `nil`.
  package var referral: Referral?
  /// The loyalty club, or `nil`.
  package var club: SimulatedClub?
  /// What is sent after a purchase to whoever chance picks, of the club or not; or `nil`.
  package var welcomeBack: WelcomeBack?
  /// Who asks for no more letters, or `nil`.
  package var optOut: OptOut?
  /// Who has nowhere else to go, by a value of an attribute, or `nil`.
  package var captive: Captive?
  /// What is bought, at what price.
  package var products: [Product]
  /// Branches, by how busy they are.
  package var branches: Shares
  /// How many stop there, in percent of how many stop at other branches; one not named is as the others.
  package var branchLeaks: Shares
  /// Who sees to which touchpoints, where a survey tells departments apart.
  package var departments: [[String]]
  /// Channels in which being found costs money.
  package var paidChannels: [String]
  /// How busy each month is, January first.
  package var monthWeights: [Int]
  /// Holidays on which, as on Saturdays, little happens.
  package var quietDays: [CivilDate]
  /// The surveys that are run.
  package var surveys: [SurveyPlan]
  /// Why customers say that they left, or `nil`.
  package var leaving: LeavingReasons?
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

  /// What customers make of what they live through, and of how much it takes them.
  package struct Experience: Sendable, Equatable {
    /// Where the worst they lived through on a journey decides how readily they set out again.
    package var at: [String]
    /// How far chance carries what is felt, twice, to either side of how good a touchpoint is.
    package var spread: Int
    /// Felt, from 0 to 100: below it the worst was bad.
    package var bad: Int
    /// Readiness in percent after a bad one, and otherwise.
    package var afterBad: Int
    package var otherwise: Int
    /// Touches and changes of channel up to which a journey was easy, and from which on it was hard.
    package var easy: Int
    package var hard: Int
    /// Readiness in percent after an easy journey, and after a hard one.
    package var afterEasy: Int
    package var afterHard: Int
    /// The day from which on touchpoints are as good as they have become.
    package var better: CivilDate
    /// Customers in a thousand who like to answer surveys, and how much more and less than usual they and others do, in percent.
    package var keenPermille: Int
    package var keenPercent: Int
    package var othersPercent: Int
  }

  /// Friends who bring friends.
  package struct Referral: Sendable, Equatable {
    /// The friend's first touch.
    package var touchpoint: String
    /// How many stop on a friend's first journey, in percent of others.
    package var leakPercent: Int
    /// Purchases in a thousand that bring a friend.
    package var permille: Int
    /// Days until the friend comes.
    package var days: [Band]
  }

  /// Who has nowhere else to go.
  package struct Captive: Sendable, Equatable {
    /// The attribute's name, and the value that says so.
    package var attribute, value: String
    /// How readily they set out again after the same, in percent of others, and how much less good they feel everything is.
    package var readinessPercent, worse: Int
  }

  /// A loyalty club and what it sends.
  package struct SimulatedClub: Sendable, Equatable {
    /// Joiners among a thousand buyers at each purchase, until they have joined.
    package var joinPermille: Int
    /// Of a thousand joiners those who do so later, at home, and after how many days.
    package var laterPermille: Int
    package var laterDays: [Band]
    /// How readily members set out again, in percent of what they would outside.
    package var readinessPercent: Int
    /// How much more members feel that they are seen, from 0 to 100.
    package var attention: Int
    /// Months in which the mailing comes every week, from 1 to 12.
    package var weeklyMonths: [Int]
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
    /// The codes: of the mailing, the birthday, the raffle, a friend's, the one anybody may use, and the one that asks back.
    package var codes: [String]
  }

  /// What is sent after a purchase to whoever chance picks, whatever they do meanwhile: what follows it is its doing.
  package struct WelcomeBack: Sendable, Equatable {
    /// The message's touchpoint.
    package var touchpoint: String
    /// Purchases in a thousand after which it is sent, and how many days after.
    package var sentPermille: Int
    package var afterDays: [Band]
    /// Of a thousand who have not set out by then, those whom it makes buy within days, and where.
    package var takenPermille: Int
    package var at: Shares
  }

  /// Who asks for no more letters: more of those who get many.
  package struct OptOut: Sendable, Equatable {
    /// Where they do so.
    package var touchpoint: String
    /// In a thousand letters, where the letter is the only one of 30 days, one of two or three, and one of more.
    package var permille: [Int]
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
