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
    var endQuestion: Int
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
          firstQuestion: questions.count, endQuestion: questions.count + own.count))
      starts += sheets.starts
      touchpoints += sheets.rows.lazy.map { survey.touchpoints.isEmpty ? -1 : survey.touchpoints[Int($0)] }
      channels += sheets.rows.lazy.map { survey.channels[Int($0)] }
      times += sheets.rows.lazy.map { survey.times[Int($0)] }
      for ref in own {
        let question = table.question(ref)
        questions.append(
          Question(scores: scores.count, touchpoint: question.touchpoint ?? -1, department: question.department ?? -1))
        scores += sheets.rows.lazy.map { question.scores[Int($0)] }
      }
    }
  }

  /// Hands over the answers of each customer who has any, question by question and in the order of rows; those of a sheet
  /// without an id as customer -1, if it asks more than one question.
  @inline(__always)
  func forEachCustomer(_ body: (_ customer: Int, _ answers: UnsafeBufferPointer<Answer>) -> Void) {
    let own = ReusedList<Answer>()
    for customer in 0..<customers {
      for block in blocks {
        let first = Int(starts[block.starts + customer])
        let end = Int(starts[block.starts + customer + 1])
        if first < end { gather(block, first..<end, own) }
      }
      guard own.count > 0 else { continue }
      body(customer, own.buffer)
      own.clear()
    }
    for block in blocks where block.endQuestion - block.firstQuestion > 1 {
      for sheet in Int(starts[block.starts + customers])..<block.sheetCount {
        gather(block, sheet..<sheet + 1, own)
        body(-1, own.buffer)
        own.clear()
      }
    }
  }

  @inline(__always)
  private func gather(_ block: Block, _ sheets: Range<Int>, _ answers: ReusedList<Answer>) {
    for place in block.firstQuestion..<block.endQuestion {
      let question = questions[place]
      for sheet in sheets {
        let score = scores[question.scores + sheet]
        guard score != SurveyAnswers.none else { continue }
        let touchpoint = question.touchpoint >= 0 ? question.touchpoint : touchpoints[block.sheets + sheet]
        let department =
          question.department >= 0 ? question.department : touchpoint >= 0 ? departmentOf[Int(touchpoint)] : -1
        answers.append(
          Answer(
            score: score, touchpoint: touchpoint, department: department, channel: channels[block.sheets + sheet],
            time: times[block.sheets + sheet]))
      }
    }
  }
}
