import Journeys

/// The answers to one measure's questions laid out by who gave them, in flat arrays: what a walk over customers reads.
struct CustomerScores {
  /// One answer of the customer at hand; codes are -1 for none.
  struct Answer: BitwiseCopyable {
    var score: Int32
    var touchpoint: Int32
    var department: Int32
    var channel: Int32
    var time: Int64
  }

  /// One survey's share of the arrays.
  private struct Block: BitwiseCopyable {
    /// Where its customers' starts stand, and its sheets.
    var starts: Int
    var sheets: Int
    var sheetCount: Int
    var firstQuestion: Int
    var questionCount: Int
  }

  private struct Question: BitwiseCopyable {
    /// Where its scores stand, one for each sheet.
    var scores: Int
    /// What is declared; -1: the sheet's touchpoint, and the touchpoint's department.
    var touchpoint: Int32
    var department: Int32
  }

  private var blocks: [Block] = []
  private var questions: [Question] = []
  private var starts: [Int32] = []
  private var touchpoints: [Int32] = []
  private var channels: [Int32] = []
  private var times: [Int64] = []
  private var scores: [Int32] = []
  private let departmentOf: [Int32]
  private let customers: Int

  /// - Parameter refs: the questions, survey by survey.
  init(_ refs: [QuestionRef], _ table: RatingTable) {
    departmentOf = table.departmentOf
    customers = table.answers.respondentCount
    for s in table.answers.surveys.indices {
      let own = refs.filter { $0.survey == s }
      guard own.count > 0 else { continue }
      let survey = table.answers.surveys[s]
      let sheets = table.sheets[s]
      blocks.append(
        Block(
          starts: starts.count, sheets: times.count, sheetCount: sheets.rows.count,
          firstQuestion: questions.count, questionCount: own.count))
      starts += sheets.starts
      let none = [Int32](repeating: -1, count: sheets.rows.count)
      touchpoints += survey.touchpoints.isEmpty ? none : Self.gathered(survey.touchpoints, sheets.rows)
      channels += Self.gathered(survey.channels, sheets.rows)
      times += Self.gathered(survey.times, sheets.rows)
      scores.reserveCapacity(scores.count + own.count * sheets.rows.count)
      for ref in own {
        let question = table.question(ref)
        questions.append(
          Question(scores: scores.count, touchpoint: question.touchpoint ?? -1, department: question.department ?? -1))
        scores += Self.gathered(question.scores, sheets.rows)
      }
    }
  }

  private static func gathered<Value: BitwiseCopyable>(_ column: [Value], _ rows: [Int32]) -> [Value] {
    [Value](unsafeUninitializedCapacity: rows.count) { values, count in
      for place in rows.indices { values.initializeElement(at: place, to: column[Int(rows[place])]) }
      count = rows.count
    }
  }

  /// Hands over the answers of each customer who has any, question by question and in the order of rows; those of a sheet
  /// without an id as customer -1, if it asks more than one question.
  @inline(__always)
  func forEachCustomer(_ body: (_ customer: Int, _ answers: UnsafeBufferPointer<Answer>) -> Void) {
    let room = ReusedList<Answer>()
    for customer in 0..<customers {
      var most = 0
      for block in blocks { most += sheets(of: customer, block).count * block.questionCount }
      guard most > 0 else { continue }
      room.restart(count: most)
      let own = room.mutableBuffer
      var count = 0
      for block in blocks { gather(block, sheets(of: customer, block), own, &count) }
      if count > 0 { body(customer, UnsafeBufferPointer(rebasing: own[..<count])) }
    }
    for block in blocks where block.questionCount > 1 {
      room.restart(count: block.questionCount)
      let own = room.mutableBuffer
      for sheet in Int(starts[block.starts + customers])..<block.sheetCount {
        var count = 0
        gather(block, sheet..<sheet + 1, own, &count)
        body(-1, UnsafeBufferPointer(rebasing: own[..<count]))
      }
    }
  }

  @inline(__always)
  private func sheets(of customer: Int, _ block: Block) -> Range<Int> {
    Int(starts[block.starts + customer])..<Int(starts[block.starts + customer + 1])
  }

  @inline(__always)
  private func gather(
    _ block: Block, _ sheets: Range<Int>, _ answers: UnsafeMutableBufferPointer<Answer>, _ count: inout Int
  ) {
    for place in block.firstQuestion..<block.firstQuestion + block.questionCount {
      let question = questions[place]
      for sheet in sheets {
        let score = scores[question.scores + sheet]
        guard score != SurveyAnswers.none else { continue }
        let touchpoint = question.touchpoint >= 0 ? question.touchpoint : touchpoints[block.sheets + sheet]
        let department =
          question.department >= 0 ? question.department : touchpoint >= 0 ? departmentOf[Int(touchpoint)] : -1
        answers[count] = Answer(
          score: score, touchpoint: touchpoint, department: department, channel: channels[block.sheets + sheet],
          time: times[block.sheets + sheet])
        count += 1
      }
    }
  }
}
